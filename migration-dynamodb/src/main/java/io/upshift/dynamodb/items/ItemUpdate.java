package io.upshift.dynamodb.items;

/** Code that says what becomes of an item. Called by several threads; without effects of its own, as it may be repeated. */
@FunctionalInterface
public interface ItemUpdate {
    /** @return {@link ItemChange#none} for an item that stays as it is */
    ItemChange of(Item item) throws Exception;
}
