// SPDX-License-Identifier: Apache-2.0
package dev.lastword.streams;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/** Finds the stores of sets of an instance. */
final class LwwStoreType implements QueryableStoreType<ReadOnlyLwwSets> {
  @Override
  public boolean accepts(StateStore stateStore) {
    return stateStore instanceof LwwSetStore;
  }

  @Override
  public ReadOnlyLwwSets create(StateStoreProvider provider, String storeName) {
    return new CompositeSets(() -> provider.stores(storeName, this));
  }
}
