"""What must hold of any picture of a map: asked of measured boxes, before anything is drawn."""

from __future__ import annotations

from cxkit.drawing.scene import Scene, Shape, Stroke

__all__ = ["sound"]


def _parts(shape: Shape) -> tuple[float, float, float, float]:
    return shape.x, shape.y, shape.x + shape.w, shape.y + shape.h


def _meet(a: tuple[float, ...], b: tuple[float, ...], slack: float = 0.01) -> bool:
    return (
        a[0] < b[2] - slack and b[0] < a[2] - slack and a[1] < b[3] - slack and b[1] < a[3] - slack
    )


def _segments(stroke: Stroke) -> list[tuple[float, float, float, float]]:
    pairs = zip(stroke.points, stroke.points[1:], strict=False)
    return [(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in pairs]


def sound(scene: Scene) -> None:
    """All that must hold of a picture, asked of its measured boxes."""
    for box in scene.boxes:
        assert box.holds(), box
        assert box.x >= -0.01 and box.x + box.w <= scene.width + 0.01, box
        assert box.y >= -0.01 and box.y + box.h <= scene.height + 0.01, box
    steps = [s for s in scene.shapes if s.name.startswith("step/")]
    badges = [s for s in scene.shapes if s.name.startswith("mark/") and s.kind != "diamond"]
    diamonds = [s for s in scene.shapes if s.name.startswith("mark/") and s.kind == "diamond"]
    tags = [s for s in scene.shapes if s.name == "tag"]
    apart = [*steps, *diamonds, *tags]
    for n, one in enumerate(apart):
        assert not any(_meet(_parts(one), _parts(other)) for other in apart[n + 1 :]), one
    for badge in badges:
        home = next(s for s in steps if _meet(_parts(badge), _parts(s)))
        assert badge.x >= home.x and badge.y >= home.y
        assert badge.x + badge.w <= home.x + home.w and badge.y + badge.h <= home.y + home.h
    words = [b for b in scene.boxes if b.lines and not b.name.startswith(("mark/", "tag"))]
    inks = [b.ink() for b in words]
    for n, ink in enumerate(inks):
        assert not any(_meet(ink, other) for other in inks[n + 1 :]), words[n]
        assert not any(_meet(ink, _parts(b)) for b in badges), words[n]
    _arrows(scene, steps, [*diamonds], tags)


def _arrows(scene: Scene, steps: list[Shape], diamonds: list[Shape], tags: list[Shape]) -> None:
    arrows = [s for s in scene.strokes if s.name.startswith("arrow/")]
    lefts = {(round(s.x, 2)) for s in steps}
    for arrow in arrows:
        x, y = arrow.points[-1]
        assert round(x, 2) in lefts
        assert any(abs(s.x - x) < 0.01 and s.y <= y <= s.y + s.h for s in steps), arrow
        x, y = arrow.points[0]
        assert any(
            (abs(s.x + s.w - x) < 0.01 and s.y <= y <= s.y + s.h)
            or (abs(s.y + s.h - y) < 0.01 and s.x <= x <= s.x + s.w)
            for s in (*steps, *tags)
        ), arrow
        for part in _segments(arrow):
            assert part[0] == part[2] or part[1] == part[3], "neither across nor down"
            wide = (part[0] - 0.02, part[1] - 0.02, part[2] + 0.02, part[3] + 0.02)
            assert not any(_meet(wide, _parts(s), 0.05) for s in (*steps, *tags)), arrow
            for d in (d for d in diamonds if _meet(wide, _parts(d), 0.05)):
                assert abs(part[1] - (d.y + d.h / 2)) < 0.01 and part[1] == part[3], arrow
    _apart(arrows)


def _apart(arrows: list[Stroke]) -> None:
    """Two arrows that leave different steps lie on one another only where both enter one step."""
    lying: dict[tuple[bool, float], list[tuple[float, float, Stroke]]] = {}
    for arrow in arrows:
        for x1, y1, x2, y2 in _segments(arrow):
            across = y1 == y2
            line = (across, round(y1 if across else x1, 2))
            lying.setdefault(line, []).append((x1, x2, arrow) if across else (y1, y2, arrow))
    for spans in lying.values():
        for n, (low, high, one) in enumerate(spans):
            for start, end, other in spans[n + 1 :]:
                shared = min(high, end) - max(low, start)
                source = one.name.split(">")[0] == other.name.split(">")[0]
                goal = one.name.split(">")[1] == other.name.split(">")[1]
                assert shared < 0.05 or source or goal, (one, other)
