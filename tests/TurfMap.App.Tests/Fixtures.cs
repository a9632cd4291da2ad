using TurfMap.App.Tests;
using TurfMap.Tests;

[assembly: AssemblyFixture(typeof(PostgresForTests))]
[assembly: AssemblyFixture(typeof(PreparedStores))]
