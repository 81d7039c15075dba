/**
 * Chosen photographs, kept by this browser until they are sent: a phone that comes back from its camera often opens the page anew.
 * Where the browser keeps nothing (a private window), they last as long as the page.
 */
const name = "self-report";
const shelf = "photos";

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = window.indexedDB.open(name, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(shelf);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function done<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
  try {
    const base = await opened();
    return await new Promise<T>((resolve, reject) => {
      const asked = act(base.transaction(shelf, mode).objectStore(shelf));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    }).finally(() => base.close());
  } catch {
    return null;
  }
}

export const keptPhotos = async (number: string) =>
  (await done<File[] | undefined>("readonly", (store) => store.get(number))) ?? [];

export const keepPhotos = (number: string, files: File[]) => done("readwrite", (store) => store.put(files, number));

export const forgetPhotos = (number: string) => done("readwrite", (store) => store.delete(number));
