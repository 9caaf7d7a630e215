// SPDX-License-Identifier: Apache-2.0
/** Everything at once from many threads, and the largest inputs; docs/reliability.md tells more. */
@NullMarked
package dev.lastword.load;

import org.jspecify.annotations.NullMarked;
