using FilmRec.Tests.Support;

[assembly: AssemblyFixture(typeof(SharedServers))]
