export const draftFields = (_: string): { name: string; label: () => string }[] => [];
