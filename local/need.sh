#!/usr/bin/env bash
# need.sh PACKAGE TEST: installs a Debian package where we may, else says in one sentence what to install.
set -u
package=$1
eval "$2" >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ]; then as=""; elif sudo -n true 2>/dev/null; then as=sudo; else
  echo "Please install the Debian package $package first (apt-get install $package)." >&2
  exit 1
fi
echo "Installing $package ..."
{ $as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as apt-get install -y -qq "$package"; } >/dev/null 2>&1
eval "$2" >/dev/null 2>&1 || { echo "Please install the Debian package $package (apt-get install $package)." >&2; exit 1; }
