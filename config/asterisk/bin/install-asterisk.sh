#!/bin/bash
# install-asterisk.sh [root]
#
# Unpacks Debian unstable's Asterisk 22, its hold music, SIPp and every library they need into a directory of
# their own (default: $ASTERISK_ROOT or ~/.cache/asterisk22). Needs apt and no root; installs nothing on the
# machine. Does nothing if it is already there. The programs run with the unpacked C library, so the
# machine's own release does not matter.
set -euo pipefail

root=${1:-${ASTERISK_ROOT:-$HOME/.cache/asterisk22}}
packages="asterisk asterisk-moh-opsound-wav sip-tester"

if [ -x "$root/bin/asterisk" ] && [ -x "$root/bin/sipp" ]; then
  "$root/bin/asterisk" -V
  exit 0
fi

mkdir -p "$(dirname "$root")"
work=$(mktemp -d "$root.new.XXXXXX")
trap 'rm -rf "$work"' EXIT
apt=$work/apt
tree=$work/tree
mkdir -p "$tree/bin" "$apt"/{state/lists/partial,cache/archives/partial,etc/apt.conf.d,etc/preferences.d}
: >"$apt/status"

# the archive this machine already uses, as apt itself knows it
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
if [ -z "$mirror" ] || [ ! -e "$keyring" ]; then
  echo "install-asterisk: apt knows no Debian archive here (expected: a Debian machine with sources and $keyring)" >&2
  exit 1
fi

# signatures are checked; dates are not, because mirrors of unstable may lag behind their own expiry
cat >"$apt/apt.conf" <<C
Dir::State "$apt/state";
Dir::State::status "$apt/status";
Dir::Cache "$apt/cache";
Dir::Etc "$apt/etc";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::Check-Valid-Until "false";
Acquire::Check-Date "false";
C
echo "deb [signed-by=$keyring] $mirror sid main" >"$apt/etc/sources.list"
export APT_CONFIG=$apt/apt.conf
apt-get -qq update
# shellcheck disable=SC2086  # a list of words
apt-get -qq -y --download-only install $packages
for package in "$apt"/cache/archives/*.deb; do
  dpkg-deb -x "$package" "$tree"
done

# what Debian's own set-up scripts would have done
ln -sfn en_US_f_Allison "$tree/usr/share/asterisk/sounds/en"

# programs start through the unpacked loader, wherever the directory is moved to
loader=$(cd "$tree" && find usr/lib* -name 'ld-linux*.so.*' | head -n 1)
ln -sfn "$loader" "$tree/lib64-ld"
libraries=$(dirname "$(cd "$tree" && find usr/lib -name 'libc.so.6' | head -n 1)")
starter() { # name, program
  cat >"$tree/bin/$1" <<S
#!/bin/sh
root=\$(dirname "\$(dirname "\$(readlink -f "\$0")")")
exec "\$root/lib64-ld" --library-path "\$root/$libraries" --argv0 $1 "\$root/$2" "\$@"
S
  chmod +x "$tree/bin/$1"
}
starter asterisk usr/sbin/asterisk
starter sipp usr/bin/sipp
"$tree/bin/asterisk" -V

mv -T "$tree" "$root"
