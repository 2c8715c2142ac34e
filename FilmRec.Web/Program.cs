using FilmRec.Web.Commands;

return await CommandLine.RunAsync(args);

/// <summary>Public, so that tests can start the real program.</summary>
public partial class Program;
