namespace FilmRec.Web.Components.Controls;

/// <summary>Who speaks when stars are shown. The three never mix.</summary>
public enum Voice
{
    /// <summary>The viewer's own rating: amber.</summary>
    You,

    /// <summary>What FilmRec predicts for the viewer: teal.</summary>
    Guess,

    /// <summary>The mean of all ratings: slate.</summary>
    Everyone,
}
