// SPDX-License-Identifier: Apache-2.0
/**
 * The reference: what a set is, in plain maps, and the laws that every implementation must keep.
 *
 * <p>Nothing here uses the production packages, so that the two can disagree. {@link
 * dev.lastword.model.ModelState} is the definition, {@link dev.lastword.model.StateMachine} the
 * socket an implementation plugs into, {@link dev.lastword.model.LawTests} the laws.
 */
@NullMarked
package dev.lastword.model;

import org.jspecify.annotations.NullMarked;
