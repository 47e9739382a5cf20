// Required before a process that serves: its stacks name lines of our sources. Maps of packages would only fill memory
// (30 MB a process), which `--enable-source-maps` cannot be told. Before Node 22.14 stacks name lines of the bundle.
require('node:module').setSourceMapsSupport?.(true, { nodeModules: false, generatedCode: false });
