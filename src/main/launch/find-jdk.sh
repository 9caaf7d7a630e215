# SPDX-License-Identifier: Apache-2.0
#
# How to find a JDK, for the launcher, the build and .ci/run: source it, call find_jdk.

minimum_jdk=25

# Is $1 the home of a JDK that is new enough? Reads its release file: starting it would take longer.
is_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge "$minimum_jdk" ]
}

# Sets jdk to the first one found: in JAVA_HOME, in the usual install folders, behind the java on the PATH.
find_jdk() {
  for jdk in "${JAVA_HOME:-}" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/*jdk* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* "${HOME:-}"/.gradle/jdks/* \
    "${HOME:-}"/.asdf/installs/java/* "${HOME:-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$jdk" ] && is_jdk "$jdk" && return
  done
  jdk=$(command -v java) || return 1
  jdk=$(CDPATH='' cd -- "$(dirname "$(readlink -f "$jdk")")/.." && pwd) && is_jdk "$jdk"
}

explain_missing_jdk() {
  cat <<EOT
no JDK $minimum_jdk or newer in JAVA_HOME, the usual install folders or the PATH.
Install one (apt install openjdk-$minimum_jdk-jdk, brew install openjdk, sdk install java, or an
archive from adoptium.net); if it lies elsewhere, set JAVA_HOME to its folder.
EOT
}
