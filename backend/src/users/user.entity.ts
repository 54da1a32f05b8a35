import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type SubscriptionStatus, type UserRole } from '#contracts/user.js';
import { type UserRecord } from '../database/user-record.js';

/** A shop's account. The migrations make the table; a test compares it with this class. */
@Entity('users')
export class User implements UserRecord {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'phone_number', nullable: true })
  phoneNumber!: string | null;

  @Column('text', { name: 'clerk_user_id', nullable: true })
  clerkUserId!: string | null;

  @Column('timestamptz', { name: 'clerk_state_at', nullable: true })
  clerkStateAt!: Date | null;

  @Column('text', { name: 'owner_name', nullable: true })
  ownerName!: string | null;

  @Column('boolean', { name: 'phone_verified' })
  phoneVerified!: boolean;

  @Column('text', { name: 'shop_name', nullable: true })
  shopName!: string | null;

  @Column('text', { nullable: true })
  city!: string | null;

  @Column('text', { nullable: true })
  state!: string | null;

  @Column('text', { nullable: true })
  pincode!: string | null;

  @Column('text', { name: 'referral_code' })
  referralCode!: string;

  @Column('text', { name: 'subscription_status' })
  subscriptionStatus!: SubscriptionStatus;

  @Column('integer', { name: 'documents_uploaded' })
  documentsUploaded!: number;

  @Column('integer', { name: 'monthly_upload_limit' })
  monthlyUploadLimit!: number;

  @Column('integer', { name: 'uploads_used_this_month' })
  uploadsUsedThisMonth!: number;

  @Column('date', { name: 'uploads_month' })
  uploadsMonth!: string | null;

  @Column('text')
  language!: string;

  @Column('text')
  role!: UserRole;

  @Column('integer', { name: 'token_generation' })
  tokenGeneration!: number;

  @Column('timestamptz', { name: 'last_login', nullable: true })
  lastLogin!: Date | null;

  @Column('timestamptz', { name: 'blocked_at', nullable: true })
  blockedAt!: Date | null;

  @Column('timestamptz', { name: 'parked_at', nullable: true })
  parkedAt!: Date | null;

  @Column('timestamptz', { name: 'erase_after', nullable: true })
  eraseAfter!: Date | null;

  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  // A trigger keeps it, so that no writer can forget it.
  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
