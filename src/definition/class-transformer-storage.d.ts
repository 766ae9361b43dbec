/** The package ships no types beside this file; what we use of it. */
declare module 'class-transformer/cjs/storage.js' {
  export const defaultMetadataStorage: {
    /** What `@Type()` says of a property, on the class or one that it extends. */
    findTypeMetadata(
      target: new () => object,
      property: string,
    ): { readonly typeFunction: () => unknown } | undefined;
  };
}
