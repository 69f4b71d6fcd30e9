package io.upshift.postgres.online;

import io.upshift.Step;
import io.upshift.StepException;
import io.upshift.postgres.PostgresSession;
import io.upshift.postgres.TableName;
import java.sql.SQLException;
import java.util.List;

/** Another type for a column, where neither rows nor indexes have to be looked at for it. */
record AlterType(TableName table, String column, String type) implements OnlineChange {
    private static final String CURRENT = "select pg_catalog.format_type(atttypid, atttypmod)"
            + " from pg_catalog.pg_attribute where attrelid = to_regclass(?) and attname = ? and not attisdropped";

    private static final String TARGET = "select pg_catalog.format_type(to_regtype(?), null)";

    /** An index with an expression or a condition is built anew, and a check is made again, when its column changes. */
    private static final String IN_THE_WAY =
            "select distinct format('%I', coalesce(ic.relname, con.conname)) from pg_catalog.pg_attribute a"
                    + " join pg_catalog.pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = a.attrelid"
                    + " and d.refobjsubid = a.attnum"
                    + " left join pg_catalog.pg_index i on d.classid = 'pg_class'::regclass and i.indexrelid = d.objid"
                    + " and (i.indexprs is not null or i.indpred is not null)"
                    + " left join pg_catalog.pg_class ic on ic.oid = i.indexrelid"
                    + " left join pg_catalog.pg_constraint con on d.classid = 'pg_constraint'::regclass"
                    + " and con.oid = d.objid and con.contype in ('c', 'x')"
                    + " where a.attrelid = to_regclass(?) and a.attname = ?"
                    + " and coalesce(ic.oid, con.oid) is not null order by 1";

    /** By name: an index that is taken over gets another oid. */
    private static final String FILES =
            "select string_agg(c.relname || ':' || pg_relation_filenode(c.oid), ' ' order by c.relname)"
                    + " from pg_catalog.pg_class c where c.oid = to_regclass(?) or c.oid in (select indexrelid"
                    + " from pg_catalog.pg_index where indrelid = to_regclass(?))";

    @Override
    public List<Step<PostgresSession>> steps() {
        String sql = "alter table " + table.sql() + " alter column " + Names.quoted(column) + " type " + type;
        return List.of(Step.transactional(sql, db -> alter(db, sql), null));
    }

    private void alter(PostgresSession db, String sql) throws SQLException, StepException {
        Facts facts = new Facts(db, table);
        List<String> current = facts.texts(CURRENT, table.sql(), column);
        if (current.isEmpty()) {
            throw new StepException(
                    "there is no column " + column + " in " + table.sql(), "correct the name; nothing was changed");
        }
        ColumnType from = ColumnType.of(current.get(0));
        ColumnType to = ColumnType.of(facts.texts(TARGET, type).get(0), type);
        if (!from.growsInto(to)) {
            throw refused(from + " into " + type + " makes PostgreSQL look at every row, or write it anew");
        }
        List<String> inTheWay = facts.texts(IN_THE_WAY, table.sql(), column);
        if (!inTheWay.isEmpty()) {
            throw refused(String.join(", ", inTheWay) + " would be built or checked anew over all rows");
        }
        String files = facts.texts(FILES, table.sql(), table.sql()).get(0);
        db.sql(sql);
        if (!files.equals(facts.texts(FILES, table.sql(), table.sql()).get(0))) {
            throw refused(from + " into " + type + " wrote a table or an index anew, and was rolled back");
        }
    }

    private StepException refused(String why) {
        return new StepException(
                "the type of " + table.sql() + "." + column + " can't be changed under load: " + why,
                "add a column of the new type beside it, keep both in step, move the readers over, and drop the old one"
                        + " (expand and contract); checks and indexes with expressions: drop them first, and add them"
                        + " again online");
    }
}
