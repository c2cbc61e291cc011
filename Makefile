# Every verb works from a fresh clone. `make` alone lists them.
SWIFT_BUILD = swift build --explicit-target-dependency-import-check error
SOURCES = Package.swift Sources Tests FuzzTesting/Package.swift FuzzTesting/Sources

.PHONY: help build run test format lint docs fleet bounded soak crash bench sanitize fuzz image ci

help: ## List the verbs
	@sed -nE 's/^([a-z]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 10

build: ## Build the release: one stripped binary, .build/release/hoglet
	@Scripts/setup build
	$(SWIFT_BUILD) -c release --static-swift-stdlib -Xlinker -s --product hoglet

run: build ## Build and serve: SMTP on 1025, web on 8025, mail in memory
	.build/release/hoglet

test: ## Run every test (installs the mail clients that some of them use)
	@Scripts/setup test
	@$(MAKE) --no-print-directory build
	@Scripts/test

format: ## Lay out the sources
	swift format format --in-place --parallel --recursive $(SOURCES)

lint: ## Check layout, imports and forbidden constructs
	swift format lint --strict --parallel --recursive $(SOURCES)
	Scripts/lint-imports
	Scripts/lint-assets
	Scripts/test-lint

docs: ## Check what the documentation links to and names, and make pages of the doc comments (DocC)
	Scripts/lint-links
	Scripts/lint-security
	Scripts/lint-api
	Scripts/lint-settings
	Scripts/docs

fleet: build ## Measure one replica and four, and prove that four on one database behave as one, whatever happens to them
	@Scripts/setup test
	Scripts/fleet --calm --replicas 1
	Scripts/fleet --calm
	Scripts/fleet

bounded: build ## Prove that 512 MB suffice for more mail than fits, and for slow readers
	Scripts/bounded

soak: build ## Prove that half an hour of use leaves no trace, and loses nothing
	@Scripts/setup test
	Scripts/soak --minutes 30 --rounds 30 --storage memory
	Scripts/soak --minutes 30 --rounds 30 --storage maildir
	Scripts/soak --minutes 30 --rounds 30 --storage mongodb

crash: build ## Kill the server and its database a hundred times each, and prove that nothing is lost
	@Scripts/setup test
	Scripts/crash

bench: ## Measure what a message and what a request costs
	@Scripts/setup bench
	@$(MAKE) --no-print-directory build
	Benchmarks/smtp
	Benchmarks/http
	Benchmarks/footprint

sanitize: ## Run the tests under the sanitizers: thread, address, undefined behaviour
	Scripts/sanitize

fuzz: ## Fuzz each target for a minute (Scripts/fuzz says how to choose)
	Scripts/fuzz

image: ## Build the container image and test it, alone and as a fleet
	@Scripts/setup test
	Scripts/image

ci: ## Do what the build machine does
	@Scripts/ci
