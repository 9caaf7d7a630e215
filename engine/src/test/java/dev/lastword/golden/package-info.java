// SPDX-License-Identifier: Apache-2.0
/**
 * The record format held to its specification: files that must decode for ever, a database of the
 * first release and those of other rocksdbjni releases, a second reader in another language, and
 * hostile bytes.
 */
@NullMarked
package dev.lastword.golden;

import org.jspecify.annotations.NullMarked;
