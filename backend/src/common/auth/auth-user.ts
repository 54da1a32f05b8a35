import { type UserProfile, type UserRole } from '#contracts/user.js';

/** Who is calling, as the database knew them at this request. */
export interface AuthUser {
  id: string;
  role: UserRole;
  profile: UserProfile;
}
