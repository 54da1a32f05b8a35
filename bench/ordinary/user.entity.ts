import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The account as anybody would map it. */
@Entity('users')
export class User {
  @PrimaryColumn('uuid', { default: () => 'new_id()' })
  id!: string;

  @Column({ type: 'text', name: 'phone_number' })
  phoneNumber!: string;

  @Column({ type: 'text', name: 'clerk_user_id' })
  clerkUserId!: string;

  @Column({ type: 'text', name: 'owner_name', nullable: true })
  ownerName!: string | null;

  @Column({ type: 'boolean', name: 'phone_verified' })
  phoneVerified!: boolean;

  @Column({ type: 'text', name: 'shop_name', nullable: true })
  shopName!: string | null;

  @Column({ type: 'text', nullable: true })
  city!: string | null;

  @Column({ type: 'text', nullable: true })
  state!: string | null;

  @Column({ type: 'text', nullable: true })
  pincode!: string | null;

  @Column({ type: 'text', default: 'en' })
  language!: string;

  @Column({ type: 'text', default: 'owner' })
  role!: string;

  @Column({ type: 'text', name: 'referral_code' })
  referralCode!: string;

  @Column({ type: 'text', name: 'subscription_status', default: 'free' })
  subscriptionStatus!: string;

  @Column({ type: 'integer', name: 'documents_uploaded', default: 0 })
  documentsUploaded!: number;

  @Column({ type: 'integer', name: 'monthly_upload_limit', default: 20 })
  monthlyUploadLimit!: number;

  @Column({ type: 'integer', name: 'uploads_used_this_month', default: 0 })
  uploadsUsedThisMonth!: number;

  @Column({ type: 'date', name: 'uploads_month', nullable: true })
  uploadsMonth!: string | null;

  @Column({ type: 'integer', name: 'token_generation', default: 0 })
  tokenGeneration!: number;

  @Column({ type: 'timestamptz', name: 'last_login', nullable: true })
  lastLogin!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
