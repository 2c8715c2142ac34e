using FilmRec.Core.Ratings;
using Microsoft.AspNetCore.Components.Web;

namespace FilmRec.Web.Components.Controls;

/// <summary>What keys do to stars.</summary>
internal static class StarKeys
{
    /// <summary>False for a key that means nothing here.</summary>
    /// <param name="now">The stars before; null is "not rated".</param>
    public static bool TryChoose(KeyboardEventArgs key, Stars? now, out Stars? choice)
    {
        int half = now?.HalfStars ?? 0;
        int? wanted = key switch
        {
            { AltKey: true } or { CtrlKey: true } or { MetaKey: true } => null,
            { Key: "ArrowRight" or "ArrowUp" } => half + 1,
            { Key: "ArrowLeft" or "ArrowDown" } => half - 1,
            { Key: "Home" or "Delete" or "Backspace" } => 0,
            { Key: "End" } => Stars.MaximumHalfStars,
            // The code, not the key: with Shift the key is a sign that differs from keyboard to keyboard.
            { Code: ['D', 'i', 'g', 'i', 't', var digit and >= '1' and <= '5'] } => ((digit - '0') * 2) - (key.ShiftKey ? 1 : 0),
            { Key: [var digit and >= '1' and <= '5'] } => (digit - '0') * 2,
            _ => null,
        };
        choice = wanted is > 0 ? Stars.OfHalfStars(Math.Min(wanted.Value, Stars.MaximumHalfStars)) : null;
        return wanted is not null;
    }
}
