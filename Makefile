# Everything by name: `make` alone prints the list. The tools are installed on first use.
.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

BOOTSTRAP := sh tools/python313.sh tools/bootstrap.py
BIN := .venv/bin
UV = $(or $(shell command -v uv),.tools/uv/bin/uv)
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.13 --generate-hashes --no-header $(ARGS)
NPM := npm --prefix dashboard run --silent
SAM := .tools/sam/bin/sam
REGION ?= eu-central-1

export OCPP_PORT OCPP_TLS_PORT HTTP_PORT AWS_PORT PAYMENTS_PORT DEMO LOCAL_DIR OCPP_IDLE_SECONDS OCPP_MAX_SECONDS
export SAM_CLI_TELEMETRY := 0
export SAM_CLI_ENABLE_LANGUAGE_EXTENSIONS := 1

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## Run everything on this computer (DEMO=0, OCPP_PORT, OCPP_TLS_PORT, HTTP_PORT, AWS_PORT, PAYMENTS_PORT)
	@exec $(BOOTSTRAP) -m local_stack

.PHONY: test
test: check browser ## Everything that CI runs: check, then all tests (ARGS="-k name" for some)
	$(NPM) test
	$(BIN)/pytest --numprocesses=auto $(ARGS)

.PHONY: check
check: tools ## Format, lint, types, import rules, template
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(SAM) validate --lint --region $(REGION)
	$(BIN)/cfn-lint template.yaml
	$(NPM) lint
	$(NPM) types

.PHONY: browser
browser: tools
	@$(BIN)/python tools/browser.py

.PHONY: format
format: tools ## Format the code and repair what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(NPM) format

.PHONY: bench
bench: tools ## Benchmarks: prints a table, writes bench.json
	$(BIN)/python -m benchmarks

.PHONY: price
price: tools ## Price a file of worked examples (FILE=vectors.json, OUT=result.json)
	$(BIN)/python -m price_vectors $(FILE) $(if $(OUT),--out $(OUT))

.PHONY: simulate
simulate: tools ## Simulated stations against a running stack (ARGS="--help" for what they can do)
	$(BIN)/python -m station_simulator $(ARGS)

.PHONY: seed-many
seed-many: tools ## Many stations for a running stack (ARGS="--stations 10000")
	$(BIN)/python -m seed_many $(ARGS)

.PHONY: recount
recount: tools ## Count the figures of a deployment anew (ARGS="--stack NAME", --anew empties them first)
	$(BIN)/python -m recount $(ARGS)

.PHONY: build
build: tools ## Build functions and layers for AWS (sam build)
	find functions layers/csms -name __pycache__ -type d -prune -exec rm -rf {} +
	PATH="$(CURDIR)/$(BIN):$$PATH:$(CURDIR)/.tools/uv/bin" $(SAM) build $(ARGS)

.PHONY: deploy
deploy: tools ## Deploy to the AWS account of your credentials (sam deploy; ARGS="--guided" at first)
	$(MAKE) build ARGS=
	$(SAM) deploy $(ARGS)

.PHONY: dashboard
dashboard: tools ## Put the dashboard into a deployed stack (STACK=stationmaster-dev)
	$(BIN)/python -m publish_dashboard $(STACK)

.PHONY: lock
lock: tools ## Recompile the pinned requirements (ARGS="--upgrade" for newer ones)
	$(COMPILE) requirements/dev.in -o requirements/dev.txt
	$(COMPILE) requirements/emulator.in -o requirements/emulator.txt
	$(COMPILE) requirements/sam.in -o requirements/sam.txt
	$(COMPILE) requirements/localstripe.in -o requirements/localstripe.txt
	$(COMPILE) requirements/layer.in -o layers/dependencies/requirements.txt -c requirements/dev.txt
	$(COMPILE) requirements/payments.in -o layers/payments/requirements.txt -c requirements/dev.txt

.PHONY: tools
tools: ## Install or update the tools (every target does it itself)
	@$(BOOTSTRAP)
