/** SQL from people: one SELECT over listed views, guarded, limited, read-only. */
export { runAnalystSql, type AnalystSqlOptions } from './run-analyst-sql.ts';
