// node duckdb.cjs FILE ROUNDS THREADS: every column of a CSV file read by DuckDB, its types decided
// by it; prints the least milliseconds by the clock, and of processor time. Of the queries that need all values
// of all columns, count() is the cheapest.
const { DuckDBInstance } = require('@duckdb/node-api');

async function main(file, rounds, threads) {
  const instance = await DuckDBInstance.create(':memory:', { threads });
  const connection = await instance.connect();
  const source = `read_csv('${file.replaceAll("'", "''")}')`;
  const described = await connection.runAndReadAll(`describe select * from ${source}`);
  const counts = described.getRows().map(([name]) => `count("${name.replaceAll('"', '""')}")`);
  let clock = Infinity;
  let processor = Infinity;
  for (let round = 0; round < rounds; ++round) {
    const begun = process.hrtime.bigint();
    const used = process.cpuUsage();
    await connection.runAndReadAll(`select ${counts.join(', ')} from ${source}`);
    clock = Math.min(clock, Number(process.hrtime.bigint() - begun) / 1e6);
    const { user, system } = process.cpuUsage(used);
    processor = Math.min(processor, (user + system) / 1e3);
  }
  console.log(clock, processor);
}

main(process.argv[2], Number(process.argv[3]), process.argv[4]);
