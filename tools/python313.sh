#!/bin/sh
# Runs its arguments with Python 3.13, the version the functions run on, wherever it is installed.
set -u

works() {
    "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' >/dev/null 2>&1
}

find_python() {
    for candidate in "${PYTHON:-}" python3.13 python3; do
        if [ -n "$candidate" ] && works "$candidate"; then
            "$candidate" -c 'import sys; print(sys.executable)'
            return 0
        fi
    done
    command -v pyenv >/dev/null 2>&1 || [ -d "${PYENV_ROOT:-$HOME/.pyenv}/versions" ] || return 1
    for candidate in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13.*/bin/python3.13; do
        if works "$candidate"; then
            echo "$candidate"
            return 0
        fi
    done
    command -v pyenv >/dev/null 2>&1 || return 1
    echo "python 3.13 is missing: asking pyenv to install it (some minutes)" >&2
    pyenv install -s 3.13 >&2 && echo "$(pyenv prefix 3.13)/bin/python3.13"
}

interpreter=$(find_python) || {
    cat >&2 <<'EOF'
Python 3.13 was not found. Either
  * install it so that `python3.13` is on PATH (Debian, Ubuntu: python3.13 and python3.13-venv), or
  * install pyenv and run: pyenv install 3.13, or
  * name it: make PYTHON=/path/to/python3.13 ...
EOF
    exit 1
}
exec "$interpreter" "$@"
