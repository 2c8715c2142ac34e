namespace FilmRec.Web.Components.Pages.Developers;

/// <summary>A command that the page shows and a test runs, in the order of <see cref="CurlExamples.All"/> and in one shell: what one sets, later ones use.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Words">What to know about it; may be empty.</param>
/// <param name="Command">For bash.</param>
/// <param name="Status">Of the answer to each call in it.</param>
/// <param name="Answer">What the page shows of the answer; the parts between "…" are in it.</param>
public sealed record CurlExample(string Title, string Words, string Command, int Status, string Answer);
