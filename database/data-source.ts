import { DataSource } from 'typeorm';
import { PrepareSchema1764000000001 } from './migrations/1764000000001-prepare-schema.ts';
import { CreateUsers1764000000002 } from './migrations/1764000000002-create-users.ts';
import { CreatePhoneHistory1764000000003 } from './migrations/1764000000003-create-phone-history.ts';
import { CreateAuditLog1764000000004 } from './migrations/1764000000004-create-audit-log.ts';
import { CreateSignIn1764000000005 } from './migrations/1764000000005-create-sign-in.ts';
import { CreateCaller1764000000006 } from './migrations/1764000000006-create-caller.ts';
import { CreateReferrals1764500000007 } from './migrations/1764500000007-create-referrals.ts';
import { FollowClerk1764500000008 } from './migrations/1764500000008-follow-clerk.ts';
import { SignInMindsEndedSessions1764500000009 } from './migrations/1764500000009-sign-in-minds-ended-sessions.ts';
import { LiveAndEnd1764500000010 } from './migrations/1764500000010-live-and-end.ts';
import { FindUsers1764500000020 } from './migrations/1764500000020-find-users.ts';
import { Administer1764500000021 } from './migrations/1764500000021-administer.ts';
import { RedeemReferrals1764600000022 } from './migrations/1764600000022-redeem-referrals.ts';
import { CountUploads1764600000023 } from './migrations/1764600000023-count-uploads.ts';
import { DecideReferrals1764600000024 } from './migrations/1764600000024-decide-referrals.ts';
import { ServeAdminPages1764600000025 } from './migrations/1764600000025-serve-admin-pages.ts';
import { WriteProfile1764600000026 } from './migrations/1764600000026-write-profile.ts';
import { ForgetInBatches1764600000027 } from './migrations/1764600000027-forget-in-batches.ts';
import { HoldBlockedNumbers1764600000028 } from './migrations/1764600000028-hold-blocked-numbers.ts';

/** The connection migrations run on; the API has its own. */
export function migrationDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    connectTimeoutMS: 10_000,
    // One connection: the lock, the role and the migrations all live on it.
    poolSize: 1,
    installExtensions: false,
    synchronize: false,
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    migrations: [
      PrepareSchema1764000000001,
      CreateUsers1764000000002,
      CreatePhoneHistory1764000000003,
      CreateAuditLog1764000000004,
      CreateSignIn1764000000005,
      CreateCaller1764000000006,
      CreateReferrals1764500000007,
      FollowClerk1764500000008,
      SignInMindsEndedSessions1764500000009,
      LiveAndEnd1764500000010,
      FindUsers1764500000020,
      Administer1764500000021,
      RedeemReferrals1764600000022,
      CountUploads1764600000023,
      DecideReferrals1764600000024,
      ServeAdminPages1764600000025,
      WriteProfile1764600000026,
      ForgetInBatches1764600000027,
      HoldBlockedNumbers1764600000028,
    ],
  });
}
