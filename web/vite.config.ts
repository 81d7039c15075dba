import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

const backend = process.env.GISAPP_BACKEND ?? "http://127.0.0.1:8000";

/** In development the pages live where the server has them: /desk… is the officers' desk, / and /sites/… the investor's window. */
function pageAddresses(): Plugin {
  return {
    name: "page-addresses",
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = (request.url ?? "/").split("?")[0] ?? "/";
        if (path === "/desk" || path.startsWith("/desk/")) request.url = "/index.html";
        else if (path === "/ask" || path.startsWith("/inquiries/") || path.startsWith("/alerts"))
          request.url = "/ask.html";
        else if (path === "/compare" || path.startsWith("/shortlist/")) request.url = "/kept.html";
        else if (path.startsWith("/self-report/")) request.url = "/self-report.html";
        else if (path === "/" || path.startsWith("/sites/")) request.url = "/site.html";
        next();
      });
    },
  };
}

/** OpenLayers without what arrives with a tool or a base map. */
const startsTheMap = (id: string) =>
  /node_modules\/(ol|rbush|pbf|quickselect)\/.*\.js$/.test(id) &&
  !/ol\/(interaction\/(Draw|Modify|Snap|Translate|tracing)|events\/SnapEvent|proj\/proj4|source\/(XYZ|TileImage)|layer\/(Base)?Tile)\.js$/.test(
    id,
  );

/** Every layer is drawn by a function (map/layer-style.ts): the interpreter of flat style JSON, which OpenLayers' vector layers import for those who use it, stays out. */
function noFlatStyles(): Plugin {
  return {
    name: "no-flat-styles",
    apply: "build",
    load: (id) =>
      id.endsWith("/ol/render/canvas/style.js")
        ? 'export function flatStyleLikeToStyleFunction() { throw new Error("flat styles are not in the build"); }'
        : null,
  };
}

export default defineConfig({
  plugins: [pageAddresses(), noFlatStyles()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // Which file each page needs at once: tests/house/test_page_weight.py holds every page to its budget by it.
    manifest: true,
    target: "es2022",
    // No inlined modulepreload polyfill: the pages run under a Content-Security-Policy without inline scripts.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: {
        index: resolve(import.meta.dirname, "index.html"),
        site: resolve(import.meta.dirname, "site.html"),
        ask: resolve(import.meta.dirname, "ask.html"),
        kept: resolve(import.meta.dirname, "kept.html"),
        selfReport: resolve(import.meta.dirname, "self-report.html"),
      },
      output: {
        codeSplitting: {
          // What every map starts with, in one file: the bundler would cut it into a dozen, which weigh more.
          groups: [{ name: "map", test: startsTheMap }],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: Object.fromEntries(
      ["/api", "/tiles", "/openapi.json", "/basemap"].map((path) => [path, { target: backend }]),
    ),
  },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
