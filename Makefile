# make demo   installs into .venv and runs the main job
# make test   installs and passes every test but the long ones
PY     := .venv/bin/python
UV     := $(shell command -v uv 2>/dev/null)
PYTHON ?= python3
JOBS   ?= 2
SUDO   := $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)

.PHONY: setup demo lab site test test-long hub test-hub build bench lock browser clean

setup: .venv/installed

# The same lock either way: uv where it is, plain pip otherwise. Nothing is fetched to build.
.venv/installed: requirements.lock pyproject.toml course/lab/overrides.json
ifneq ($(UV),)
	test -x $(PY) || uv venv --quiet --python '>=3.11' .venv
	uv pip install --quiet --python $(PY) --require-hashes -r requirements.lock
	uv pip install --quiet --python $(PY) --no-deps --no-build-isolation -e .
else
	test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	touch $@

demo: setup
	$(PY) -m cxkit demo demo-class

lab: setup
	cd course/modules && ../../$(PY) -m jupyterlab

build: setup
	$(PY) -m cxkit build

site: setup
	$(PY) -m cxkit site site

bench: setup browser
	$(PY) -m cxkit bench

test: setup browser
	$(PY) -m cxkit build --check
	$(PY) -m pytest -m "not long" -n $(JOBS) --dist worksteal
	CXKIT_HEADLESS=1 $(PY) -m pytest --nbval solutions

test-long: setup browser
	$(PY) -m pytest -m long --hypothesis-profile=explore

# A server for a room, in an environment of its own that every account can run.
HUB_PYTHON ?= /usr/bin/python3
HUB_VENV   ?= .venv-hub

hub: course/trainer/hub/requirements.lock
	$(HUB_PYTHON) -m venv $(HUB_VENV)
	$(HUB_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	$(HUB_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
	  --no-build-isolation -e .

# Two learners through the whole exchange, on loopback; needs root on Linux.
test-hub: hub
	$(HUB_VENV)/bin/python course/trainer/hub/rehearse.py

# Browser tests need a Chromium; no other test does.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	command -v google-chrome >/dev/null || \
	if command -v apt-get >/dev/null; then \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq chromium >/dev/null; \
	else echo "No Chromium and no apt here: browser tests will be skipped."; fi

# For whoever changes a dependency: needs uv.
lock:
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --no-annotate --extra dev --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --no-annotate --python-version 3.11 -c requirements.lock pyproject.toml \
	  -o course/requirements.lock  # what a learner's bundle installs
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --no-annotate --extra sound --python-version 3.11 -c requirements.lock \
	  pyproject.toml -o cxkit/recordings/sound/requirements.lock  # to rebuild the recordings
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --no-annotate --extra hub --python-version 3.11 -c requirements.lock \
	  pyproject.toml -o course/trainer/hub/requirements.lock  # a room's server

clean:
	rm -rf .venv .venv-hub demo-class artefacts site
