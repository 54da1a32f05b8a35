import { existsSync } from 'node:fs';
import { findBinaries } from './binaries.ts';

describe(findBinaries.name, () => {
  it('finds the programs for this machine', () => {
    expect(Object.values(findBinaries()).map((program) => existsSync(program as string))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('names the remedy on a platform without a package', () => {
    expect(() => findBinaries('freebsd', 'riscv64')).toThrow(
      /freebsd-riscv64 .*not installed.* Set DATABASE_URL/,
    );
  });
});
