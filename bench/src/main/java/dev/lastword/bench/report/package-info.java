// SPDX-License-Identifier: Apache-2.0
/** Makes tables, charts and verdicts of JMH's results; measures nothing itself. */
@NullMarked
package dev.lastword.bench.report;

import org.jspecify.annotations.NullMarked;
