# Shared by packaging/run and tests/run: what Debian 12 must have, and the build.
# shellcheck shell=bash
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

build_packages=(
  g++ cmake ninja-build ccache pkg-config
  libsdl2-dev libimgui-dev libgl-dev libopengl-dev libfreetype-dev fonts-inter
  libsqlite3-dev libserialport-dev libsodium-dev libcpp-httplib-dev libssl-dev
  libtomlplusplus-dev nlohmann-json3-dev libcli11-dev libfmt-dev libexpected-dev
  libpng-dev libstb-dev doctest-dev tzdata
)
run_packages=(libgl1-mesa-dri libegl1 libgles2)
test_packages=(faketime xvfb sway e2fsprogs udev)
page_packages=(nodejs chromium chromium-driver poppler-utils)
fuzz_packages=(clang-14 libclang-rt-14-dev)
lint_packages=(clang-tidy-14 clang-format-14)

# need PACKAGE ...: installs those that are missing, as root or with sudo.
need() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "These packages are missing and neither root nor sudo is there: ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
  fi
  echo "Installing: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# configure_only PRESET FOLDER [CMAKE-OPTION ...]
configure_only() {
  local preset=$1 folder=$2
  shift 2
  mkdir -p "$(dirname "$folder")"
  cmake -S "$top" --preset "$preset" -B "$folder" "$@" >"$folder.configure.log" 2>&1 || { cat "$folder.configure.log" >&2; exit 1; }
  rm -f "$folder.configure.log"
}

# build PRESET FOLDER [CMAKE-OPTION ...]
build() {
  configure_only "$@"
  cmake --build "$2"
}
