// SPDX-License-Identifier: Apache-2.0

/** What a tuning run found, as a page to read. */
@NullMarked
package dev.lastword.tune.report;

import org.jspecify.annotations.NullMarked;
