# SPDX-License-Identifier: Apache-2.0
#
# Java reads arguments and file names by the locale, and only UTF-8 loses none of their bytes.

# Does the locale speak UTF-8? One that is not installed counts as C, which does not.
is_utf8() {
  case $(locale charmap 2>/dev/null) in
    UTF-8) return 0 ;;
    ?*) return 1 ;;
  esac
  # There is no `locale` here.
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C | POSIX) return 1 ;;
  esac
}

use_utf8() {
  is_utf8 || export LC_ALL=C.UTF-8
}
