// The project of somebody new: a small order service in three languages, flawed on purpose, so that a review has something to say.
export const SAMPLE_NAME = 'Sample: order desk'

const orders = `"""Orders of a small shop. Press Review (Ctrl/Cmd+Enter) and see what Lintel says."""

import sqlite3


def connect(path="orders.db"):
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    return connection


def orders_of(connection, customer):
    query = f"SELECT id, state, total FROM orders WHERE customer = '{customer}'"
    return connection.execute(query).fetchall()


def open_orders(connection, customer):
    return [order for order in orders_of(connection, customer) if order["state"] is not "closed"]


def add_line(order, item, lines=[]):
    lines.append(item)
    order["lines"] = lines
    return order


def total(order):
    return sum(line["price"] * line["count"] for line in order["lines"])
`

const server = `// The order desk's little web server.
import { exec } from 'node:child_process'
import { createServer, type ServerResponse } from 'node:http'

const port = Number(process.env.PORT ?? 8080)

createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const name = url.searchParams.get('report') ?? 'daily'
  sendReport(name, response)
}).listen(port)

function sendReport(report: string, response: ServerResponse) {
  const command = \`./make-report.sh \${report}\`
  exec(command, (error, stdout) => {
    if (error) {
      response.writeHead(500).end('The report could not be made.')
      return
    }
    response.writeHead(200, { 'content-type': 'text/plain' }).end(stdout)
  })
}
`

const stock = `import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How many of an item are left. */
public class Stock {
    private final Connection connection;

    Stock(Connection connection) {
        this.connection = connection;
    }

    int left(String item) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT count FROM stock WHERE item = ?")) {
            statement.setString(1, item);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getInt("count") : 0;
            }
        }
    }

    boolean isSoldOut(String state) {
        return state == "sold out";
    }

    byte[] signatureOf(String delivery) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("MD5").digest(delivery.getBytes(StandardCharsets.UTF_8));
    }
}
`

export const sampleFiles = [
  { path: 'orders.py', content: orders },
  { path: 'server.ts', content: server },
  { path: 'Stock.java', content: stock },
]
