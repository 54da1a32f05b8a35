import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forSupabaseRoles } from '../row-level-security/close-table.ts';
import { DROP_MIGRATIONS_POLICIES, MIGRATIONS_POLICIES } from '../row-level-security/migrations.ts';

/** What every table needs: who may enter the schema, ids, the change time. */
export class PrepareSchema1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      GRANT USAGE ON SCHEMA public TO bharatprint_api, bharatprint_sign_in;
      ALTER DEFAULT PRIVILEGES FOR ROLE bharatprint_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
      ${MIGRATIONS_POLICIES}
    `);
    for (const kind of ['TABLES', 'SEQUENCES', 'FUNCTIONS']) {
      await runner.query(
        forSupabaseRoles(
          `ALTER DEFAULT PRIVILEGES FOR ROLE bharatprint_owner IN SCHEMA public REVOKE ALL ON ${kind} FROM %I`,
        ),
      );
    }
    await createIdFunction(runner);
    await runner.query(`
      GRANT EXECUTE ON FUNCTION public.new_id() TO bharatprint_api, bharatprint_sign_in;

      CREATE FUNCTION public.touch_updated_at() RETURNS trigger
        LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
        AS $$
        BEGIN
          NEW.updated_at := now();
          RETURN NEW;
        END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION public.touch_updated_at();
      DROP FUNCTION public.new_id();
      ${DROP_MIGRATIONS_POLICIES}
      ALTER DEFAULT PRIVILEGES FOR ROLE bharatprint_owner GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
      REVOKE USAGE ON SCHEMA public FROM bharatprint_api, bharatprint_sign_in;
    `);
  }
}

/** Ids that grow with time keep the primary key's pages together; servers before 18 cannot make them. */
async function createIdFunction(runner: QueryRunner): Promise<void> {
  const [found] = (await runner.query(
    `SELECT to_regprocedure('pg_catalog.uuidv7()') IS NOT NULL AS "hasUuidv7"`,
  )) as [{ hasUuidv7: boolean }];
  const generate = found.hasUuidv7 ? 'uuidv7()' : 'gen_random_uuid()';
  await runner.query(`
    CREATE FUNCTION public.new_id() RETURNS uuid LANGUAGE sql VOLATILE AS 'SELECT pg_catalog.${generate}'
  `);
}
