// npm run api -- [path or URL of the OpenAPI document]; also MEALTRACE_OPENAPI. Writes src/lib/api.d.ts.
import { spawnSync } from 'node:child_process'

const source = process.argv[2] ?? process.env.MEALTRACE_OPENAPI ?? '../../openapi.json'
const target = process.env.MEALTRACE_API_TYPES ?? 'src/lib/api.d.ts'
const run = spawnSync('openapi-typescript', [source, '-o', target], { stdio: 'inherit' })
process.exit(run.status ?? 1)
