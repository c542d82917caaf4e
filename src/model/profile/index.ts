export * from './cut-profile.ts';
export * from './profile-file.ts';
export * from './profile.ts';
export * from './profile-import.ts';
