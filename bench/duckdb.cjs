// node duckdb.cjs FILE ROUNDS: every column of a CSV file read by DuckDB on two threads, its types
// decided by it; prints the milliseconds of the quickest round. Of the queries that need all values
// of all columns, count() is the cheapest.
const { DuckDBInstance } = require('@duckdb/node-api');

async function main(file, rounds) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const source = `read_csv('${file.replaceAll("'", "''")}')`;
  const described = await connection.runAndReadAll(`describe select * from ${source}`);
  const counts = described.getRows().map(([name]) => `count("${name.replaceAll('"', '""')}")`);
  let least = Infinity;
  for (let round = 0; round < rounds; ++round) {
    const begun = process.hrtime.bigint();
    await connection.runAndReadAll(`select ${counts.join(', ')} from ${source}`);
    least = Math.min(least, Number(process.hrtime.bigint() - begun) / 1e6);
  }
  console.log(least);
}

main(process.argv[2], Number(process.argv[3]));
