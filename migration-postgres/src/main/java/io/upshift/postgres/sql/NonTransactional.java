package io.upshift.postgres.sql;

/** The commands that PostgreSQL 14 to 18 refuse inside a transaction block, see {@link StatementKind}. */
final class NonTransactional {

    private final String sql;
    private final Lexer lexer;

    private NonTransactional(String sql, Lexer lexer) {
        this.sql = sql;
        this.lexer = lexer;
    }

    /** With the lexer on the first word of the statement. */
    static boolean matches(String sql, Lexer lexer) {
        if (lexer.is("vacuum")) {
            return true;
        }
        if (lexer.is("create")) {
            return new NonTransactional(sql, lexer).create();
        }
        if (lexer.is("drop")) {
            return new NonTransactional(sql, lexer).drop();
        }
        if (lexer.is("alter")) {
            return new NonTransactional(sql, lexer).alter();
        }
        if (lexer.is("reindex")) {
            return new NonTransactional(sql, lexer).reindex();
        }
        return lexer.is("cluster") && new NonTransactional(sql, lexer).clusterAll();
    }

    private boolean create() {
        lexer.next();
        if (lexer.is("unique")) {
            lexer.next();
        }
        if (lexer.is("index")) {
            return isNext("concurrently");
        }
        if (lexer.is("subscription")) {
            Options options = Options.readNext(sql, lexer);
            // Either option off means that no slot is created.
            return !options.isOff("create_slot") && !options.isOff("connect");
        }
        return lexer.is("database") || lexer.is("tablespace");
    }

    private boolean drop() {
        lexer.next();
        if (lexer.is("index")) {
            return isNext("concurrently");
        }
        return lexer.is("database") || lexer.is("tablespace") || lexer.is("subscription");
    }

    private boolean alter() {
        lexer.next();
        if (lexer.is("table")) {
            return detachesConcurrently();
        }
        if (lexer.is("database")) {
            return movesDatabase();
        }
        return lexer.is("subscription") ? altersSlot() : lexer.is("system");
    }

    private boolean movesDatabase() {
        lexer.next();
        lexer.next();
        if (lexer.is("set") || lexer.is("with")) {
            lexer.next();
        }
        return lexer.is("tablespace");
    }

    private boolean detachesConcurrently() {
        boolean detach = false;
        boolean partition = false;
        boolean concurrently = false;
        boolean afterPoint = false;
        while (lexer.next() != Token.END) {
            partition |= detach && lexer.is("partition");
            detach = lexer.is("detach");
            concurrently = partition && !afterPoint && lexer.is("concurrently");
            afterPoint = lexer.is('.');
        }
        return concurrently;
    }

    private boolean altersSlot() {
        lexer.next();
        lexer.next();
        if (lexer.is("refresh")) {
            return true;
        }
        if (!lexer.is("set") && !lexer.is("add") && !lexer.is("drop")) {
            return false;
        }
        if (lexer.next() == Token.OPEN_PARENTHESIS) {
            Options options = Options.readNext(sql, lexer);
            return options.isGiven("failover") || options.isOff("two_phase");
        }
        return lexer.is("publication") && !Options.readNext(sql, lexer).isOff("refresh");
    }

    private boolean reindex() {
        lexer.next();
        boolean concurrently = false;
        if (lexer.token() == Token.OPEN_PARENTHESIS) {
            Options options = Options.readNext(sql, lexer);
            concurrently = options.isGiven("concurrently") && !options.isOff("concurrently");
            lexer.next();
        }
        boolean many = lexer.is("database") || lexer.is("system") || lexer.is("schema");
        return many || concurrently || isNext("concurrently");
    }

    /** {@code CLUSTER}, {@code CLUSTER VERBOSE} and {@code CLUSTER (options)}, without a table. */
    private boolean clusterAll() {
        lexer.next();
        if (lexer.token() == Token.OPEN_PARENTHESIS) {
            Options.readNext(sql, lexer);
            lexer.next();
        } else if (lexer.is("verbose")) {
            lexer.next();
        }
        return lexer.token() == Token.END;
    }

    private boolean isNext(String keyword) {
        lexer.next();
        return lexer.is(keyword);
    }
}
