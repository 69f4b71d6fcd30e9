package io.upshift.postgres.change.declared;

import io.upshift.postgres.change.ExpandContract;
import io.upshift.postgres.change.TableChange;

/** The smallest declaration. */
public final class RenameCustomer1709123456789 implements ExpandContract {
    @Override
    public TableChange change() {
        return TableChange.renameColumn("orders", "customer", "customer_name");
    }
}
