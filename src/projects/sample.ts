// The project of somebody new: a small order service in three languages, flawed on purpose, so that a review has something to say.
export const SAMPLE_NAME = 'Sample: order desk'

const orders = `"""Orders of a small shop. Press Review (Ctrl/Cmd+Enter) and see what Lintel says."""

import sqlite3
import subprocess


def connect(path="orders.db"):
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    return connection


def orders_of(connection, customer):
    query = f"SELECT id, total FROM orders WHERE customer = '{customer}'"
    return connection.execute(query).fetchall()


def add_line(order, item, lines=[]):
    lines.append(item)
    order["lines"] = lines
    return order


def print_receipt(printer, order_id):
    subprocess.run(f"lpr -P {printer} receipts/{order_id}.pdf", shell=True, check=True)


def total(order):
    return sum(line["price"] * line["count"] for line in order["lines"])
`

const server = `// The order desk's little web server.
import { exec } from 'node:child_process'
import { createServer } from 'node:http'

const port = Number(process.env.PORT ?? 8080)

createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const name = url.searchParams.get('report') ?? 'daily'

  exec(\`./make-report.sh \${name}\`, (error, stdout) => {
    if (error) {
      response.writeHead(500).end('The report could not be made.')
      return
    }
    response.writeHead(200, { 'content-type': 'text/plain' }).end(stdout)
  })
}).listen(port)
`

const stock = `// Package stock answers how many of an item are left.
package stock

import (
	"database/sql"
	"fmt"
)

// Left returns the number of items with this name.
func Left(db *sql.DB, name string) (int, error) {
	query := fmt.Sprintf("SELECT count FROM stock WHERE name = '%s'", name)
	var count int
	if err := db.QueryRow(query).Scan(&count); err != nil {
		return 0, err
	}
	return count, nil
}
`

export const sampleFiles = [
  { path: 'orders.py', content: orders },
  { path: 'server.ts', content: server },
  { path: 'stock.go', content: stock },
]
