"""The learner's player: TypeScript sources here, the built bundles in dist/."""
