#!/usr/bin/env bash
# Installs what the operating system must have: `setup.sh` for running Mealtrace, `setup.sh tests` for testing it too.
# On Debian or Ubuntu as root, or with sudo that asks no password, it installs; elsewhere it says in one message what is
# missing. Where nothing is missing it ends at once and needs no network.
set -euo pipefail

missing=()
need() { missing+=("$1"); }
has_library() { ldconfig -p 2>/dev/null | grep -q "$1"; }
has_command() { command -v "$1" >/dev/null 2>&1; }

PATH="$PATH:/usr/sbin:/sbin"
has_library libpango-1.0.so.0 && has_library libpangoft2-1.0.so.0 || need libpangoft2-1.0-0
has_library libharfbuzz-subset.so.0 || need libharfbuzz-subset0
has_command fc-list || need fontconfig
# The report's own font lacks rare characters of names; this one has them.
{ has_command fc-list && [ -n "$(fc-list ':lang=zh-cn')" ]; } || need fonts-noto-cjk

# Without uv, `make` brings its own into a virtual environment; Debian packs what makes one apart.
has_command uv || python3 -c 'import ensurepip' 2>/dev/null || need python3-venv

if [ "${1:-}" = tests ]; then
  has_command chromium || has_command google-chrome || need chromium
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || need postgresql
  has_command pgbench || compgen -G '/usr/lib/postgresql/*/bin/pgbench' >/dev/null || need postgresql
  has_command qpdf || need qpdf
  has_command pdftotext || need poppler-utils
  # A token in software, for sealing with PKCS#11.
  has_command softhsm2-util || need softhsm2
  # veraPDF, which judges the reports, is a Java program.
  has_command javac || need default-jdk-headless
  [ -e /usr/share/java/jaxb-runtime.jar ] || [ -e /usr/share/java/jaxb-impl.jar ] || need libjaxb-java
  [ -e /usr/share/java/jaxb-api.jar ] || need libjaxb-api-java
fi

[ ${#missing[@]} -gt 0 ] || exit 0
mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if has_command sudo && sudo -n true 2>/dev/null; then as_root=(sudo -n); else as_root=(false); fi
fi
if ! has_command apt-get || [ "${as_root[*]}" = false ]; then
  echo "Mealtrace needs from the operating system: ${missing[*]}" >&2
  echo "On Debian or Ubuntu: sudo apt-get update && sudo apt-get install ${missing[*]}" >&2
  exit 1
fi

echo "Installing from the operating system: ${missing[*]}"
"${as_root[@]}" apt-get -q update
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "${missing[@]}"
