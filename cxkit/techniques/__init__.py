"""The techniques of the method, one file each, with the same parts in the same order.

1. The artefact a learner makes, as typed models.
2. What can be computed from it.
3. What can be wrong with it, as plain values; what they are worth is for `cxkit.marking`.

A technique knows no file, no form and no mark, and works on the course's cases and on the
learner's own organisation alike.
"""
