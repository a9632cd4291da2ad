using TurfMap.Tests;

[assembly: AssemblyFixture(typeof(PostgresForTests))]
