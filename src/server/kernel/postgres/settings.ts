/** The settings of the embedded PostgreSQL: full durability, modest memory, no telephone line to the outside. */
import { totalmem } from 'node:os'

const MB = 1024 * 1024

/** Bytes of memory this machine or container has. */
export function memoryHere(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

export interface Circumstances {
  /** Bytes. */
  memory: number
  /** The socket folder; null listens on loopback TCP instead. */
  sockets: string | null
  /** A file with the operator's own settings, if there is one. */
  local?: string | undefined
}

/** The text of a postgresql.conf, to lie in the data folder beside the cluster. */
export function settingsFor({ memory, sockets, local }: Circumstances): string {
  const megabytes = (share: number, least: number, most: number): string =>
    `${Math.round(Math.min(Math.max((memory * share) / MB, least), most))}MB`
  return `# Written anew at every start. Your own settings go into postgres.local.conf beside this file.
include = 'postgres/postgresql.conf'

listen_addresses = ${quoted(sockets === null ? '127.0.0.1' : '')}
unix_socket_directories = ${quoted(sockets === null ? '' : `"${sockets.replaceAll('"', '""')}"`)}
unix_socket_permissions = 0700
max_connections = 60

shared_buffers = ${megabytes(0.25, 32, 512)}
effective_cache_size = ${megabytes(0.5, 64, 1024 * 1024)}
work_mem = ${megabytes(0.005, 4, 16)}
maintenance_work_mem = ${megabytes(0.05, 32, 256)}

fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = on
max_wal_size = 2GB
random_page_cost = 1.1
jit = off
gin_fuzzy_search_limit = 0

timezone = 'UTC'
log_timezone = 'UTC'
# Errors reach whoever made them. A log of statements and details would be a log of people's troubles.
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
${local === undefined ? '' : `\ninclude = ${quoted(local)}\n`}`
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
