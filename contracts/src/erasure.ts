/** Body of `DELETE /users/me`. */
export interface ErasureRequest {
  /** A Clerk session token of the same user, at most ten minutes after its first factor. */
  clerkToken: string;
}

/** Answer of `DELETE /users/me`: the account is erased after this moment unless its owner signs in before. */
export interface ErasureNotice {
  /** ISO 8601 in UTC. */
  eraseAfter: string;
}
