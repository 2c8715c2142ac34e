namespace FilmRec.Core;

/// <summary>Where a viewer or a movie came from. Sample data leaves when real data is imported.</summary>
public enum Origin
{
    /// <summary>Made in this installation: registered, or entered by an administrator.</summary>
    Own,

    /// <summary>Made up by the sample generator.</summary>
    Sample,

    /// <summary>Imported from a MovieLens folder; the origin key is the id used there.</summary>
    MovieLens,

    /// <summary>A viewer whom a service client named: a customer of a shop, say; nobody can log in as them. Or a movie that one has brought.</summary>
    External,
}
