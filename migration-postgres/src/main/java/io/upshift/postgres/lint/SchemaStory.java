package io.upshift.postgres.lint;

import io.upshift.postgres.lint.KnownTable.KnownIndex;
import io.upshift.postgres.lint.Statement.AlterTable;
import io.upshift.postgres.lint.Statement.CreateIndex;
import io.upshift.postgres.lint.Statement.CreateTable;
import io.upshift.postgres.lint.Statement.CreateTableAs;
import io.upshift.postgres.lint.Statement.Drop;
import io.upshift.postgres.lint.Statement.DropIndex;
import io.upshift.postgres.lint.Statement.Publish;
import io.upshift.postgres.lint.TableAction.AddColumn;
import io.upshift.postgres.lint.TableAction.AddConstraint;
import io.upshift.postgres.lint.TableAction.AlterType;
import io.upshift.postgres.lint.TableAction.DropColumn;
import io.upshift.postgres.lint.TableAction.DropConstraint;
import io.upshift.postgres.lint.TableAction.DropDefault;
import io.upshift.postgres.lint.TableAction.DropNotNull;
import io.upshift.postgres.lint.TableAction.RenameColumn;
import io.upshift.postgres.lint.TableAction.RenameTable;
import io.upshift.postgres.lint.TableAction.SetDefault;
import io.upshift.postgres.lint.TableAction.SetNotNull;
import io.upshift.postgres.lint.TableAction.SetSchema;
import io.upshift.postgres.lint.TableAction.ValidateConstraint;
import java.util.List;

/** Tells a known schema what a statement makes of it. */
final class SchemaStory {
    private final KnownSchema schema;

    SchemaStory(KnownSchema schema) {
        this.schema = schema;
    }

    /** @param unit the position of the migration that it stands in */
    void tell(Statement statement, int unit) {
        if (statement instanceof CreateTable create) {
            create(create, unit);
        } else if (statement instanceof CreateTableAs create) {
            schema.put(create.table(), new KnownTable(unit, create.isTemporary(), false));
        } else if (statement instanceof AlterTable alter) {
            alter.actions().forEach(action -> alter(alter.table(), action, unit));
        } else if (statement instanceof CreateIndex create) {
            schema.index(
                    create.table(),
                    new KnownIndex(create.chosenName(), create.columns(), create.isUnique(), create.isPartial(), unit));
        } else if (statement instanceof DropIndex drop) {
            drop.indexes().forEach(schema::dropIndex);
        } else if (statement instanceof Drop drop && drop.what().endsWith("table")) {
            drop.names().forEach(schema::drop);
        } else if (statement instanceof Publish publish) {
            publish.tables().forEach(table -> schema.table(table).published());
            if (publish.tables().isEmpty()) {
                schema.publishEverything();
            }
        } else if (statement instanceof Statement.Block block) {
            block.within().forEach(within -> tell(within, unit));
        }
    }

    private void create(CreateTable create, int unit) {
        if (create.ifNotExists() && schema.find(create.table()) != null) {
            return;
        }
        boolean whole = create.likes().isEmpty() && create.partitionOf() == null;
        KnownTable table = new KnownTable(unit, create.isTemporary(), whole);
        table.partitioned(create.isPartitioned());
        for (Column column : create.columns()) {
            table.add(column, unit);
            column.constraints().forEach(constraint -> table.add(create.table(), constraint, unit));
        }
        create.constraints().forEach(constraint -> table.add(create.table(), constraint, unit));
        schema.put(create.table(), table);
    }

    private void alter(Name name, TableAction action, int unit) {
        KnownTable table = schema.table(name);
        if (action instanceof AddColumn add) {
            table.add(add.column(), unit);
            add.column().constraints().forEach(constraint -> table.add(name, constraint, unit));
        } else if (action instanceof DropColumn drop) {
            table.columns().remove(drop.column());
            table.indexes().removeIf(index -> index.columns().contains(drop.column()));
            table.constraints().removeIf(known -> known.constraint().columns().equals(List.of(drop.column())));
        } else if (action instanceof AlterType alter) {
            table.type(alter.column(), alter.type());
        } else if (action instanceof SetNotNull set) {
            table.notNull(set.column(), true);
        } else if (action instanceof DropNotNull drop) {
            table.notNull(drop.column(), false);
        } else if (action instanceof SetDefault set) {
            table.hasDefault(set.column(), !set.value().isNull());
        } else if (action instanceof DropDefault drop) {
            table.hasDefault(drop.column(), false);
        } else if (action instanceof AddConstraint add) {
            table.add(name, add.constraint(), unit);
        } else if (action instanceof ValidateConstraint validate) {
            table.valid(validate.constraint());
        } else if (action instanceof DropConstraint drop) {
            table.drop(drop.constraint());
        } else if (action instanceof RenameColumn rename && table.columns().containsKey(rename.from())) {
            table.columns().put(rename.to(), table.columns().remove(rename.from()));
        } else if (action instanceof RenameTable rename) {
            schema.rename(name, name.sibling(rename.to()));
        } else if (action instanceof SetSchema set) {
            schema.rename(name, new Name(set.schema(), name.name()));
        }
    }
}
