/** Lets the browser take a key, paint, or end a task that would be long on a slow phone. */
export async function nextTask(): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve));
}
