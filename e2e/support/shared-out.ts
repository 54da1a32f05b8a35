/** Has a few workers share the items out among themselves, each taking the next one when it is done. */
export async function sharedOut<Worker, Item, Result>(
  workers: readonly Worker[],
  items: readonly Item[],
  work: (worker: Worker, item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  await Promise.all(
    workers.map(async (worker) => {
      for (const [place, item] of left) results[place] = await work(worker, item);
    }),
  );
  return results;
}
