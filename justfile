# Lists the recipes.
default:
    @just --list

# Formats all code; modules in lists are named by a macro, which cargo fmt does not look into.
fmt:
    cargo fmt
    rustfmt --edition 2024 src/*/*.rs src/*/*/*.rs

# Runs all tests.
test:
    cargo test

# Writes generated documents and snapshots anew; read the diff before you commit it.
bless:
    BLESS=1 INSTA_UPDATE=always cargo test
    git diff --stat

# Builds what ships.
build:
    cargo run --release -- build

# Tries the hooks with the real pre-commit.
hooks:
    .ci/pre-commit

# Runs what CI runs.
ci:
    .ci/run
